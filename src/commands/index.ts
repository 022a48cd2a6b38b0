import Download from './download.js';
import RulesCheck from './rules-check.js';
import Scan from './scan.js';
import Verify from './verify.js';

/** Every command by its name; a new one is one file and one line here. */
export const COMMANDS = { scan: Scan, verify: Verify, download: Download, 'rules:check': RulesCheck };
