import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';

const folder = join(import.meta.dirname, '..', 'lambdas');

/**
 * The code of a function in infra/lambdas: its sources without their types and tests. It needs no package beside the AWS SDK, which Lambda
 * brings along, so nothing is bundled or installed.
 */
export function lambdaCode(name: string): Code {
  const source = join(folder, name);
  return Code.fromAsset(source, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Never run: what is done here needs no container.
      image: DockerImage.fromRegistry('scratch'),
      local: {
        tryBundle(output) {
          for (const file of readdirSync(source)) copy(join(source, file), output, file);
          return true;
        },
      },
    },
  });
}

function copy(source: string, output: string, file: string): void {
  if (file.endsWith('.spec.ts')) return;
  if (!file.endsWith('.ts')) return cpSync(source, join(output, file));
  const code = stripTypeScriptTypes(readFileSync(source, 'utf8')).replaceAll(/(from '\.\/[\w-]+)\.ts'/g, "$1.mjs'");
  writeFileSync(join(output, file.replace(/\.ts$/, '.mjs')), code);
}
