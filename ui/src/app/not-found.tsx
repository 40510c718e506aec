import { Link } from '@tanstack/react-router';
import { useTitle } from '../parts/title.ts';

export function NotFound() {
  useTitle('Not found');
  return (
    <div className="not-found">
      <h1>There is no page at this address</h1>
      <p className="muted">
        The address is wrong, or what it led to was deleted. Press Ctrl+K to find an issue, an event or a project by its
        name or id.
      </p>
      <Link to="/">Go to the issues</Link>
    </div>
  );
}
