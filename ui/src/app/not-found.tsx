import { Link } from '@tanstack/react-router';

export function NotFound() {
  return (
    <main className="not-found">
      <h1>There is no such page</h1>
      <p className="muted">
        The address is wrong, or what it named was deleted. A short id, an event id or a name can be looked up with the
        palette.
      </p>
      <Link to="/">Go to the issues</Link>
    </main>
  );
}
