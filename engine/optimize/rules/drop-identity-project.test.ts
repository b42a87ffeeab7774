import { expect, test } from 'vitest';
import { project } from '../../plan/builders.ts';
import type { Expression } from '../../plan/expression.ts';
import { VARCHAR } from '../../types/data-type.ts';
import { apply, doesNotFire, fires, planOf } from '../rule-test.fixture.ts';
import { dropIdentityProject } from './drop-identity-project.ts';

test('drops a project of all columns in their order', async () => {
  const sql = 'SELECT name, manager FROM crm.regions ORDER BY name';
  expect(await fires(dropIdentityProject, sql)).toMatchInlineSnapshot(`
    "sort name#0
      scan crm.regions [name, manager]"
  `);
});

test.each([
  ['repeats a column', 'SELECT name, manager, name AS again FROM crm.regions'],
  ['renames a column', 'SELECT name AS region, manager FROM crm.regions'],
  ['computes', 'SELECT name, upper(manager) AS manager FROM crm.regions'],
])('does not fire on a project that %s', async (_, sql) => {
  await doesNotFire(dropIdentityProject, sql);
});

test.each([
  ['reorders', [1, 0]],
  ['drops a column', [0]],
])('does not fire on a project that %s', async (_, positions) => {
  const whole = await planOf('SELECT name, manager FROM crm.regions');
  const columns = positions.map((index): Expression => ({ kind: 'column', index, type: VARCHAR }));
  const scan = apply(dropIdentityProject, whole).plan;
  expect(scan.kind).toBe('scan');
  expect(apply(dropIdentityProject, project(scan, columns, null, 'n9')).fired).toBe(false);
});
