import { readFile } from 'node:fs/promises';
import { DeleteObjectCommand, GetObjectCommand, paginateListObjectsV2, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import type { Place } from './place.ts';

export interface BucketSpec {
  readonly bucket: string;
  /** What all names begin with, without a slash at its end; may be empty. */
  readonly prefix: string;
  /** Where S3 is if not at AWS. */
  readonly endpoint?: string;
}

/** A bucket of S3. Credentials and region come from where the AWS SDK looks; encryption is the bucket's own. */
export function bucket({ bucket: Bucket, prefix, endpoint }: BucketSpec): Place {
  const client = new S3Client({
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    // Files are checked by the checksums of their manifest; an emulator need not know S3's own.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const at = (name: string) => (prefix === '' ? name : `${prefix}/${name}`);
  return {
    name: `s3://${Bucket}/${prefix}`,
    async put(name, file) {
      // A file is small, and what is held can be sent again.
      await client.send(new PutObjectCommand({ Bucket, Key: at(name), Body: await readFile(file) }));
    },
    async create(name, text) {
      try {
        await client.send(new PutObjectCommand({ Bucket, Key: at(name), Body: text, IfNoneMatch: '*' }));
        return true;
      } catch (error) {
        if (error instanceof S3ServiceException && [409, 412].includes(error.$metadata.httpStatusCode ?? 0)) return false;
        throw error;
      }
    },
    async read(name) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: at(name) }));
      return Buffer.from(await Body!.transformToByteArray());
    },
    async list(begin) {
      const names: string[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix: at(begin) })) names.push(...Contents.map(({ Key }) => Key!.slice(at('').length)));
      return names.sort();
    },
    async remove(name) {
      await client.send(new DeleteObjectCommand({ Bucket, Key: at(name) }));
    },
  };
}
