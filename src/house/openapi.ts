import type { Door } from '#src/plumbing/http/door.ts';
import { z } from 'zod';

/** The OpenAPI 3.1 document, made of the doors themselves. */
export function openApi(doors: readonly Door[], version: string, server: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  const shared: Record<string, unknown> = {};
  for (const door of doors) {
    if (!door.summary) continue;
    const names = [...door.path.matchAll(/:(\w+)/g)].map((m) => m[1]!);
    const path = door.path.replace(/:(\w+)/g, '{$1}');
    const operationId = `${door.method.toLowerCase()}${path.replace(/[^A-Za-z0-9]+(.)?/g, (_, c: string | undefined) => (c ?? '').toUpperCase())}`;
    const schema = door.input ? inDocument(z.toJSONSchema(door.input, { io: 'input', unrepresentable: 'any' }), operationId, shared) : null;
    const query =
      door.method === 'GET' && schema
        ? Object.entries((schema as { properties?: Record<string, unknown> }).properties ?? {}).map(([name, s]) => ({
            name,
            in: 'query',
            required: false,
            schema: s,
          }))
        : [];
    (paths[path] ??= {})[door.method.toLowerCase()] = {
      summary: door.summary,
      operationId,
      security: door.access === 'public' ? [] : [{ bearer: [] }, { cookie: [] }],
      ...(typeof door.access === 'object' && { description: `Roles: ${door.access.anyOf.join(', ')}.` }),
      parameters: [
        ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
        ...query,
        ...(door.method !== 'GET' && door.once
          ? [
              {
                name: 'Idempotency-Key',
                in: 'header',
                required: false,
                schema: { type: 'string', pattern: '^[\\w-]{8,100}$' },
                description: 'The same key answers the same result.',
              },
            ]
          : []),
      ],
      ...(door.method !== 'GET' && schema && { requestBody: { required: true, content: { 'application/json': { schema } } } }),
      responses: {
        '2XX': { description: 'Done', content: { 'application/json': {} } },
        default: {
          description: 'Refused: reasons with code, words, field and source',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'MICS', version, license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
    servers: [{ url: server }],
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' }, cookie: { type: 'apiKey', in: 'cookie', name: 'mics.session_token' } },
      schemas: {
        ...shared,
        Problem: {
          type: 'object',
          required: ['status', 'title', 'reasons'],
          properties: {
            type: { type: 'string' },
            status: { type: 'integer' },
            title: { type: 'string' },
            reasons: {
              type: 'array',
              items: {
                type: 'object',
                required: ['code', 'message'],
                properties: {
                  code: { type: 'string' },
                  message: { type: 'string' },
                  at: { type: 'string' },
                  params: { type: 'object' },
                  source: { type: 'object' },
                },
              },
            },
          },
        },
      },
    },
  };
}

type JsonSchema = Record<string, unknown>;

/** A schema stands in the document, not alone: the parts that it shares with itself move to the document's own, and its references follow them. */
function inDocument(schema: JsonSchema, operationId: string, shared: Record<string, unknown>): JsonSchema {
  const { $schema: _dialect, $defs = {}, ...own } = schema;
  const named = (name: string) => `${operationId}.${name}`;
  const moved = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
      key === '$ref' && typeof inner === 'string' ? inner.replace(/^#\/\$defs\/(.+)$/, (_, name: string) => `#/components/schemas/${named(name)}`) : inner,
    );
  for (const [name, part] of Object.entries($defs as Record<string, unknown>)) shared[named(name)] = moved(part);
  return moved(own) as JsonSchema;
}
