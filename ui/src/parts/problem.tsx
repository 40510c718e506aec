import { Button } from '@mantine/core';
import { IconAlertOctagon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { ApiError } from '../data/http.ts';
import { CopyButton } from './copy-button.tsx';

function advice(error: unknown): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  if (error.status === 403) return 'Your role or token lacks the scope for this. Ask an owner of the organisation.';
  if (error.status === 404) return 'It was deleted, or you may not see it.';
  if (error.status === 429) return 'Too many requests. Wait a moment, then try again.';
  return undefined;
}

/** What failed, why, and the next step. */
export function Problem({ what, error, retry }: { what: string; error: unknown; retry?: () => void }) {
  const message = error instanceof Error ? error.message : String(error);
  const id = error instanceof ApiError ? error.correlationId : undefined;
  // Asking again does not bring back what is not there.
  const missing = error instanceof ApiError && error.status === 404;
  const details = () => [what, message, id, location.href, new Date().toISOString()].filter(Boolean).join('\n');
  return (
    <div className="problem" role="alert">
      <IconAlertOctagon size={20} aria-hidden />
      <div>
        <strong>{what}</strong>
        <p>{message}</p>
        <p className="muted">{advice(error)}</p>
        <div className="row">
          {missing ? <Button renderRoot={(props) => <Link to="/" {...props} />}>Go to the issues</Button> : null}
          {retry === undefined || missing ? null : <Button onClick={retry}>Retry</Button>}
          <CopyButton text={details}>Copy details</CopyButton>
        </div>
      </div>
    </div>
  );
}

/** A file of the app that did not come. The failure is kept, so only a reload asks for it again. */
function isMissingPart(error: unknown): boolean {
  return error instanceof Error && /preload CSS|dynamically imported module|module script failed/i.test(error.message);
}

interface BrokenProps {
  readonly what: string;
  readonly error: unknown;
  readonly again: () => void;
}

/** What could not be shown because it failed while it was rendered. */
export function Broken({ what, error, again }: BrokenProps) {
  if (!isMissingPart(error)) return <Problem what={`${what} could not be shown`} error={error} retry={again} />;
  const cause = new Error('The server cannot be reached, or it has a newer version of the app: load the page again.');
  return <Problem what={`${what} could not be fetched`} error={cause} retry={() => location.reload()} />;
}

interface BoundaryProps {
  readonly what: string;
  readonly children: ReactNode;
}

/** One broken panel never empties a page. A class, because React offers no other boundary. */
export class Boundary extends Component<BoundaryProps, { error: unknown }> {
  override state = { error: undefined as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(this.props.what, error, info.componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return <Broken what={this.props.what} error={error} again={() => this.setState({ error: undefined })} />;
  }
}
