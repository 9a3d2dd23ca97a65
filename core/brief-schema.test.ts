import { expect, test } from 'vitest';
import { z } from 'zod';
import { frontMatter } from './brief-schema.ts';

test('editors have the front matter as JSON Schema, as it is defined here (`npx vitest run brief-schema -u` writes it)', async () => {
  const schema = z.toJSONSchema(frontMatter, { io: 'input', unrepresentable: 'any' });
  const named = {
    ...schema,
    title: 'The front matter of a brief',
    description: 'docs/format.md explains it.',
  };
  await expect(`${JSON.stringify(named, null, 2)}\n`).toMatchFileSnapshot('../docs/brief.schema.json');
});
