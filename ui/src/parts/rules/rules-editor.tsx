import './rules.css';
import type { GroupingRules } from '../../data/grouping.ts';
import { LinedText } from './lined-text.tsx';
import type { RuleCheck } from './use-rules.ts';

interface RulesEditorProps {
  readonly rules: GroupingRules;
  readonly check: RuleCheck;
  readonly onChange: (rules: GroupingRules) => void;
}

/** Fingerprint rules and stack trace rules, checked while they are written. */
export function RulesEditor({ rules, check, onChange }: RulesEditorProps) {
  return (
    <>
      <LinedText
        label="Fingerprint rules"
        description="Which events belong together, decided before the stack trace is looked at. One rule per line; the first that matches holds."
        placeholder={
          'error.type:DatabaseUnavailable -> system-down\nmessage:"timeout *" path:**/clients/** -> timeout, {{ function }}'
        }
        value={rules.fingerprintingRules}
        errors={check.of('fingerprintingRules')}
        onChange={(fingerprintingRules) => onChange({ ...rules, fingerprintingRules })}
      />
      <LinedText
        label="Stack trace rules"
        description="Which frames are in app, and which count for grouping. One rule per line; later ones change what earlier ones did."
        placeholder={'stack.abs_path:**/generated/** -app\nfamily:javascript stack.function:retry* -group'}
        value={rules.enhancements}
        errors={check.of('enhancements')}
        onChange={(enhancements) => onChange({ ...rules, enhancements })}
      />
      {check.failed === null ? null : (
        <p className="level level-warning">The rules cannot be checked now: {check.failed.message}</p>
      )}
    </>
  );
}
