import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { leakMatrixText, measureAllLeaks } from './leak-report.ts';

const text = leakMatrixText(await measureAllLeaks());
await writeFile(join(import.meta.dirname, '../../../docs/leak-matrix.md'), text);
process.stdout.write(text);
