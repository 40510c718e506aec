import { Command } from 'commander';
import { EXIT, type End } from '../../exit.ts';
import { testRules } from './test-rules.ts';

const NOTES = `
The cases are a JSON list; each names an event in short and who must own it:
  [{ "path": "src/auth/login.ts", "expect": "#platform-eng" },
   { "url": "https://shop.example/pay", "tags": { "region": "eu" }, "expect": "jo@acme.example" },
   { "path": "README.md", "expect": "none" }]
Exit codes: 0 every case holds, 1 a case fails or a rule cannot be read, 2 called wrongly.`;

export function ownershipCommand(end: End): Command {
  const test = new Command('test')
    .description('check ownership rules against sample paths, URLs and tags')
    .argument('<rules>', 'file with the ownership rules of a project')
    .argument('<cases>', 'file with the cases')
    .addHelpText('after', NOTES)
    .action((rules: string, cases: string) => end(testRules({ rules, cases }) ? EXIT.done : EXIT.failed));
  return new Command('ownership').description('who owns which error').addCommand(test);
}
