// Builds the app with one bundler and its plugin: `node build.mjs vite OUTPUT RELEASE`. The plugin reads the server from the environment.
import { join } from 'node:path';
import { sentryEsbuildPlugin } from '@sentry/esbuild-plugin';
import { sentryRollupPlugin } from '@sentry/rollup-plugin';
import { sentryVitePlugin } from '@sentry/vite-plugin';
import { sentryWebpackPlugin } from '@sentry/webpack-plugin';

const [bundler, output, release] = process.argv.slice(2);
const entry = join(import.meta.dirname, 'app/main.js');
/** A build whose upload fails must fail. */
const plugin = {
  url: process.env.SENTRY_URL,
  org: process.env.SENTRY_ORG,
  project: process.env.SENTRY_PROJECT,
  authToken: process.env.SENTRY_AUTH_TOKEN,
  release: { name: release, setCommits: false, deploy: { env: 'production' } },
  telemetry: false,
  errorHandler(error) {
    throw error;
  },
};

const builds = {
  async esbuild() {
    const { build } = await import('esbuild');
    const outfile = join(output, 'main.mjs');
    const options = { bundle: true, minify: true, sourcemap: true, platform: 'node', format: 'esm' };
    await build({ entryPoints: [entry], outfile, ...options, plugins: [sentryEsbuildPlugin(plugin)] });
  },
  async rollup() {
    const { rollup } = await import('rollup');
    const bundle = await rollup({ input: entry, external: /^node:/, plugins: [sentryRollupPlugin(plugin)] });
    await bundle.write({ dir: output, entryFileNames: 'main.mjs', format: 'es', sourcemap: true, compact: true });
    await bundle.close();
  },
  async vite() {
    const { build } = await import('vite');
    await build({
      configFile: false,
      logLevel: 'warn',
      root: join(import.meta.dirname, 'app'),
      plugins: [sentryVitePlugin(plugin)],
      build: {
        outDir: output,
        sourcemap: true,
        minify: true,
        ssr: 'main.js',
        rolldownOptions: { output: { entryFileNames: 'main.mjs' } },
      },
    });
  },
  async webpack() {
    const { default: webpack } = await import('webpack');
    const compiler = webpack({
      mode: 'production',
      target: 'node20',
      devtool: 'source-map',
      entry,
      // The SDK is loaded from a folder that is named at run time.
      module: { parser: { javascript: { createRequire: false } } },
      experiments: { outputModule: true },
      output: { path: output, filename: 'main.mjs', module: true, chunkFormat: 'module' },
      plugins: [sentryWebpackPlugin(plugin)],
    });
    const stats = await new Promise((resolve, reject) => {
      compiler.run((error, result) => (error === null ? resolve(result) : reject(error)));
    });
    await new Promise((resolve) => compiler.close(resolve));
    if (stats.hasErrors()) throw new Error(stats.toString('errors-only'));
  },
};

await builds[bundler]();
