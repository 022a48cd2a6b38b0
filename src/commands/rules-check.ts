import { string as argument } from '@oclif/core/args';
import { string } from '@oclif/core/flags';

import { checkRules } from '../pipeline/check-rules.js';
import { loadConfig } from '../pipeline/load-config.js';
import { renderCheckAsJson, renderCheckAsText } from '../pipeline/render-check.js';
import { BaseCommand } from './base-command.js';
import { EXIT, type ExitCode } from './exit-codes.js';
import { given } from './scan-settings.js';
import { usesColor } from './uses-color.js';

export default class RulesCheck extends BaseCommand {
  static override readonly summary = 'Check rules, and name those that a scan is slow with.';

  static override readonly description = `Reads and compiles rules as a scan would, and tells every problem of every file. Beyond that it names rules
without a raw test: nothing in the bytes of a record shows that they cannot match it, so every record is parsed for them.

Exit codes: 0 no error; 2 an error in a rule, or a wrong flag or name; 70 an error in ctaudit.`;

  static override readonly examples = ['<%= config.bin %> rules check', '<%= config.bin %> rules check rules/ --format json'];

  static override readonly strict = false;

  static override readonly args = {
    rules: argument({ description: 'Rule ids, tags, files or folders. [default: those of the project file, else the built-in rules]' }),
  };

  static override readonly flags = {
    format: string({ options: ['text', 'json'], default: 'text', description: 'json: also what is asked of the bytes for each rule.' }),
  };

  protected async execute(): Promise<ExitCode> {
    const { flags, argv } = await this.parse(RulesCheck);
    const named = argv as readonly string[]; // every argument is text
    const { config, diagnostics, texts } = await loadConfig(process.cwd());
    const rules = named.length > 0 ? named : config.rules;
    const checked = checkRules({ ...given({ rules }), parameters: config.parameters });
    const all = {
      ...checked,
      diagnostics: [...diagnostics, ...checked.diagnostics],
      texts: new Map([...texts, ...checked.texts]),
    };
    process.stdout.write(flags.format === 'json' ? renderCheckAsJson(all) : renderCheckAsText(all, { color: usesColor(process.stdout) }));
    return all.diagnostics.some(({ level }) => level === 'error') ? EXIT.usage : EXIT.pass;
  }
}
