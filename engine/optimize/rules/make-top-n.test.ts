import { expect, test } from 'vitest';
import { doesNotFire, fires } from '../rule-test.fixture.ts';
import { makeTopN } from './make-top-n.ts';
import { pushLimitThroughProject } from './push-limit-through-project.ts';

test('joins a limit and the sort below it', async () => {
  const sql = 'SELECT * FROM crm.regions ORDER BY manager DESC NULLS FIRST, name LIMIT 3 OFFSET 1';
  expect(await fires(makeTopN, sql)).toMatchInlineSnapshot(`
    "top-n 3 offset 1 by manager#1 desc nulls first, name#0
      project name#0, manager#1
        scan crm.regions [name, manager]"
  `);
});

test('also where a project stood between the two', async () => {
  const sql = 'SELECT name FROM crm.regions ORDER BY manager LIMIT 3';
  expect(await fires(makeTopN, sql, [pushLimitThroughProject])).toMatchInlineSnapshot(`
    "project name#0
      project name#0, manager#1
        top-n 3 by manager#1
          scan crm.regions [name, manager]"
  `);
});

test.each([
  ['a percentage', 'SELECT * FROM crm.regions ORDER BY name LIMIT 20%'],
  ['an offset alone', 'SELECT * FROM crm.regions ORDER BY name OFFSET 2'],
  ['a limit without order', 'SELECT * FROM crm.regions LIMIT 3'],
  [
    'a filter between the two',
    "SELECT * FROM (SELECT * FROM crm.regions ORDER BY name) WHERE manager = 'ann' LIMIT 3",
  ],
])('does not fire on %s', async (_, sql) => {
  await doesNotFire(makeTopN, sql);
});
