import type { SelectQueryBuilder } from 'kysely';
import { csv, list, type Listed, type ListSpec } from '../listing.ts';
import { door, type Ask, type Door } from './door.ts';
import { file, json, type Reply } from './reply.ts';

/**
 * A list of everything of a kind that the asker may read: as a page, as CSV of the same rows, and as JSON under `/api` with the filters of the page.
 *
 * @param name of the rows in the JSON
 */
export function listDoors<Row>(of: {
  path: string;
  name: string;
  fileName: string;
  summary: string;
  spec: (ask: Ask<unknown>) => ListSpec<Row> | Promise<ListSpec<Row>>;
  rows: (ask: Ask<unknown>) => SelectQueryBuilder<never, never, Row>;
  view: (ask: Ask<unknown>, listed: Listed<Row>, spec: ListSpec<Row>) => Reply;
}): { page: Door; json: Door } {
  const read = async (ask: Ask<unknown>) => {
    const spec = await of.spec(ask);
    return { spec, listed: await list(ask.house.db, of.rows(ask), spec, ask.url) };
  };
  return {
    page: door({
      method: 'GET',
      path: of.path,
      access: 'signedIn',
      async handler(ask) {
        const { spec, listed } = await read(ask);
        return listed.state.csv ? file(csv(spec, listed.rows, ask.locale), 'text/csv; charset=utf-8', of.fileName) : of.view(ask, listed, spec);
      },
    }),
    json: door({
      method: 'GET',
      path: `/api${of.path}`,
      access: 'signedIn',
      summary: of.summary,
      async handler(ask) {
        const { rows, total, pages, state } = (await read(ask)).listed;
        return json({ [of.name]: rows, total, page: state.page, pages });
      },
    }),
  };
}
