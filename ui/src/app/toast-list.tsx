import { Notifications, notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';

export const toastList = notifications;

/** Where toasts appear. */
export function Toasts() {
  return <Notifications position="bottom-left" limit={3} />;
}
