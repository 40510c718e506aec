import type { NewToken } from '../../data/tokens.ts';
import { CopyButton } from '../../parts/copy-button.tsx';

/** A token that was just made. */
export function Once({ made }: { made: NewToken }) {
  return (
    <div className="once" role="status">
      <p>The token {made.name || 'without a name'} is shown only once. Keep it where secrets are kept.</p>
      <div className="row">
        <code className="dsn-text">{made.token}</code>
        <CopyButton text={() => made.token} label="Copy the token" />
      </div>
    </div>
  );
}
