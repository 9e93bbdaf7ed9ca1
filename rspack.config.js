import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Builds an app as one bundle, `apps/<app>/dist/main.js`: the workspace's own packages go in, from their
 * sources; what comes from node_modules stays outside.
 */
export default (defaults) => {
  const entry = defaults.entry;
  return {
    ...defaults,
    output: { ...defaults.output, path: resolve(dirname(entry), '../dist'), filename: 'main.js', clean: true },
    devtool: 'source-map',
    externals: [external],
    resolve: {
      extensions: ['.ts', '.js'],
      conditionNames: ['banyan-source', 'import', 'node', 'default'],
    },
    module: {
      rules: [
        {
          test: /\.ts$/,
          exclude: /node_modules/,
          type: 'javascript/esm',
          use: [{ loader: 'builtin:swc-loader', options: JSON.parse(readFileSync(resolve('.swcrc'), 'utf8')) }],
        },
      ],
    },
    // A build that fails writes nothing: the bundle that was there before stays whole.
    optimization: { ...defaults.optimization, emitOnErrors: false },
    plugins: [],
  };
};

/** A bare specifier that is none of ours is loaded at run time, as the module it is. */
function external({ request }, callback) {
  const bare = request && !request.startsWith('.') && !request.startsWith('/') && !request.startsWith('@banyan/');
  if (bare) callback(null, `module ${request}`);
  else callback();
}
