export const SARIF_SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

export const HOME_PAGE = 'https://github.com/ctaudit/ctaudit';
