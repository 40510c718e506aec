import { defineConfig, type UserConfig } from 'tsdown';

const shared: UserConfig = {
  platform: 'node',
  target: 'node20',
  outDir: 'dist',
  dts: true,
  logLevel: 'error',
  clean: false,
  // The policy is part of the package, and so is the capture server of the conformance suite; the SDK is what the service
  // brings, and only its types are used.
  deps: { alwaysBundle: [/^@garrison\//], neverBundle: [/^@sentry\//] },
};

/** One build per format. The preload awaits the SDK as an ES module and requires it as CommonJS, hence its two sources. */
export default defineConfig([
  {
    ...shared,
    format: 'esm',
    entry: { index: 'src/index.ts', register: 'src/register.ts', conformance: 'conformance/index.ts' },
    // The suite's programs run within the service's folder, as they are. Without those that only the repository's own tests run.
    copy: [{ from: 'conformance/apps/!(queue|plain-sdk|loading-first|loading-init|loading-late).*', to: 'dist/apps' }],
  },
  {
    ...shared,
    format: 'cjs',
    entry: { index: 'src/index.ts', register: 'src/register-cjs.ts', conformance: 'conformance/index.ts' },
  },
]);
