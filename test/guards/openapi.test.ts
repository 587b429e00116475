import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedProgramme } from '#src/house/seed/programme.ts';
import { testHouse, type TestHouse } from '../database.ts';
import { openDoors, type Doorway } from '../factories/visitors.ts';

type Schema = Record<string, unknown>;
type Operation = {
  summary: string;
  operationId: string;
  security: Record<string, string[]>[];
  parameters: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: { required: boolean; content: Record<string, { schema: Schema }> };
  responses: Record<string, { description: string; content?: Record<string, { schema?: Schema }> }>;
};
type Document = {
  openapi: string;
  info: { title: string; version: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, Schema> };
};

let t: TestHouse;
let doorway: Doorway;
let document: Document;
let operations: { path: string; method: string; operation: Operation }[];
beforeAll(async () => {
  t = await testHouse();
  await seedProgramme(t.house);
  doorway = await openDoors(t.house);
  document = await (await doorway.as(null)).json<Document>('GET', '/api/openapi.json');
  operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
});
afterAll(() => t?.end());

test('it is an OpenAPI 3.1 document of this server', () => {
  expect(Object.keys(document).sort()).toEqual(['components', 'info', 'openapi', 'paths', 'servers']);
  expect(document.openapi).toMatch(/^3\.1\.\d+$/);
  expect(document.info.title).not.toBe('');
  expect(document.info.version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(document.servers.map((s) => new URL(s.url).origin)).toEqual([t.house.settings.origin]);
});

/** Addresses of the sign-in library: the halves of a passkey ceremony, which no program but a browser can hold. */
const ceremonies = ['/api/auth/*'];

test('every door of the API is in it, and nothing else but health', () => {
  const doors = doorway.doors
    .filter((d) => d.path.startsWith('/api/') && !ceremonies.includes(d.path))
    .map((d) => `${d.method} ${d.path.replace(/:(\w+)/g, '{$1}')}`);
  const told = operations.map((o) => `${o.method.toUpperCase()} ${o.path}`);
  expect(told.filter((p) => !/ \/(healthz|readyz)$/.test(p)).sort()).toEqual([...doors].sort());
  expect(new Set(doors).size).toBe(doors.length);
});

test('a key that keeps a deed from happening twice is offered where it is kept, and nowhere else', () => {
  const kept = doorway.doors.filter((d) => d.summary !== undefined && d.handler.toString().includes('idempotencyKey'));
  const offered = operations.filter((o) => o.operation.parameters.some((p) => p.name === 'Idempotency-Key'));
  expect(offered.map((o) => `${o.method.toUpperCase()} ${o.path}`).sort()).toEqual(kept.map((d) => `${d.method} ${d.path.replace(/:(\w+)/g, '{$1}')}`).sort());
  expect(kept.length).toBeGreaterThan(10);
});

test('operation ids are unique names, summaries say something', () => {
  const ids = operations.map((o) => o.operation.operationId);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i || !/^[a-z][A-Za-z0-9]+$/.test(id))).toEqual([]);
  expect(operations.filter((o) => o.operation.summary.trim().length < 10).map((o) => o.path)).toEqual([]);
});

test('parameters of a path are declared once each, others are not required', () => {
  const wrong = operations.flatMap(({ path, method, operation }) => {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!).sort();
    const declared = operation.parameters.filter((p) => p.in === 'path');
    const keys = operation.parameters.map((p) => `${p.in} ${p.name}`);
    return [
      ...(JSON.stringify(declared.map((p) => p.name).sort()) === JSON.stringify(named) && declared.every((p) => p.required)
        ? []
        : [`${method} ${path}: ${declared.map((p) => p.name).join()}`]),
      ...(new Set(keys).size === keys.length ? [] : [`${method} ${path}: a parameter twice`]),
      ...operation.parameters
        .filter((p) => !['path', 'query', 'header'].includes(p.in) || typeof p.schema !== 'object')
        .map((p) => `${method} ${path}: ${p.name}`),
    ];
  });
  expect(wrong).toEqual([]);
});

test('who may ask is said as the doors have it', () => {
  const wrong = operations.filter(({ path, method, operation }) => {
    const door = doorway.doors.find((d) => d.method === method.toUpperCase() && d.path.replace(/:(\w+)/g, '{$1}') === path)!;
    return (
      (door.access === 'public') !== (operation.security.length === 0) ||
      !operation.security.flatMap(Object.keys).every((name) => name in document.components.securitySchemes)
    );
  });
  expect(wrong.map((o) => o.path)).toEqual([]);
});

test('bodies are objects with their fields, where the door takes some', () => {
  const wrong = operations.filter(({ path, method, operation }) => {
    const door = doorway.doors.find((d) => d.method === method.toUpperCase() && d.path.replace(/:(\w+)/g, '{$1}') === path)!;
    const schema = operation.requestBody?.content['application/json']?.schema;
    if (method === 'get' || !door.input) return operation.requestBody !== undefined;
    return schema?.['type'] !== 'object' || Object.keys((schema['properties'] ?? {}) as Schema).length === 0;
  });
  expect(wrong.map((o) => `${o.method} ${o.path}`)).toEqual([]);
});

test('every reference resolves, every answer is described, refusals are problems', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((m) => m[1]!);
  const resolves = (ref: string) =>
    ref.startsWith('#/') &&
    ref
      .slice(2)
      .split('/')
      .reduce<unknown>((at, key) => (at as Schema | undefined)?.[key], document) !== undefined;
  expect([...new Set(references.filter((r) => !resolves(r)))]).toEqual([]);
  expect(operations.filter(({ operation }) => Object.values(operation.responses).some((r) => r.description === '')).map((o) => o.path)).toEqual([]);
  expect(
    operations
      .filter(({ operation }) => operation.responses['default']?.content?.['application/problem+json']?.schema?.['$ref'] !== '#/components/schemas/Problem')
      .map((o) => o.path),
  ).toEqual([]);
});

test('what is refused is a problem as the document says', async () => {
  const problem = document.components.schemas['Problem']!;
  const answer = await (await doorway.as(null)).get('/api/me');
  const body = (await answer.json()) as Record<string, unknown>;
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect((problem['required'] as string[]).filter((name) => !(name in body))).toEqual([]);
  expect(Object.keys(body).filter((name) => !(name in (problem['properties'] as object)))).toEqual([]);
  expect(body).toMatchObject({ status: 401, reasons: [{ code: 'signIn' }] });
});

test('the page about the API names every operation', async () => {
  const html = await (await (await doorway.as(null)).get('/en/api')).text();
  const missing = operations.filter(
    ({ operation, path }) =>
      path.startsWith('/api/') && !html.includes(operation.summary.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')),
  );
  expect(missing.map((o) => `${o.method} ${o.path}`)).toEqual([]);
});
