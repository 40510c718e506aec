/** What `react` means in the build: Preact, and the one name that it does not have and Mantine imports. */
export * from 'preact/compat';
export { default, Fragment as Activity } from 'preact/compat';
