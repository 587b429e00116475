import type { Instant } from '#src/core/time.ts';
import { zip } from './zip.ts';

/** A cell as a spreadsheet knows it: a text, a number, cents (shown as euros), a day (2024-07-10), yes or no, a text or a number as it comes; null is an empty cell. */
export type CellKind = 'text' | 'number' | 'cents' | 'day' | 'yesNo' | 'asIs';
export type WorkbookColumn = { label: string; kind: CellKind };
export type Sheet = { name: string; columns: readonly WorkbookColumn[]; rows: readonly (readonly unknown[])[] };

const escapeXml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // What XML 1.0 has no place for.
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

/** `A`, `Z`, `AA`: columns of a sheet, from 0. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest >= 0 ? columnName(rest) : '') + String.fromCharCode(65 + (index % 26));
}

/** Days since 30 December 1899, as spreadsheets count (ECMA-376, 18.17.4.1). */
const serial = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + 25_569;

function cell(value: unknown, kind: CellKind, at: string): string {
  if (value === null || value === undefined || value === '') return `<c r="${at}"/>`;
  if (kind === 'number' || (kind === 'asIs' && typeof value === 'number')) return `<c r="${at}"><v>${Number(value)}</v></c>`;
  if (kind === 'cents') return `<c r="${at}" s="2"><v>${(Number(value) / 100).toFixed(2)}</v></c>`;
  if (kind === 'day') return `<c r="${at}" s="3"><v>${serial(String(value).slice(0, 10))}</v></c>`;
  if (kind === 'yesNo') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
  return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(String(value))}</t></is></c>`;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const package_ = 'http://schemas.openxmlformats.org/package/2006';

function sheetXml({ columns, rows }: Sheet): string {
  const line = (cells: readonly string[], n: number) => `<row r="${n}">${cells.join('')}</row>`;
  const heads = columns.map((c, i) => `<c r="${columnName(i)}1" s="1" t="inlineStr"><is><t>${escapeXml(c.label)}</t></is></c>`);
  const body = rows.map((row, r) =>
    line(
      columns.map((c, i) => cell(row[i], c.kind, `${columnName(i)}${r + 2}`)),
      r + 2,
    ),
  );
  return `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns
    .map((c, i) => `<col min="${i + 1}" max="${i + 1}" width="${Math.min(48, Math.max(12, c.label.length + 2))}" customWidth="1"/>`)
    .join(
      '',
    )}</cols><sheetData>${line(heads, 1)}${body.join('')}</sheetData><autoFilter ref="A1:${columnName(columns.length - 1)}${rows.length + 1}"/></worksheet>`;
}

/**
 * A workbook (ECMA-376, .xlsx) with a sheet for each of these: headings in bold that stay in sight, amounts as numbers, days as days. Texts are
 * texts: nothing in them is ever a formula. The same content at the same instant gives the same bytes.
 */
export function workbook(sheets: readonly Sheet[], at: Instant): Buffer {
  const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
  const numbered = sheets.map((s, i) => ({ ...s, n: i + 1 }));
  return zip(
    [
      file(
        '[Content_Types].xml',
        `${head}<Types xmlns="${package_}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${numbered.map((s) => `<Override PartName="/xl/worksheets/sheet${s.n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
      ),
      file(
        '_rels/.rels',
        `${head}<Relationships xmlns="${package_}/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ),
      file(
        'xl/workbook.xml',
        `${head}<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>${numbered.map((s) => `<sheet name="${escapeXml(s.name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31))}" sheetId="${s.n}" r:id="rId${s.n}"/>`).join('')}</sheets></workbook>`,
      ),
      file(
        'xl/_rels/workbook.xml.rels',
        `${head}<Relationships xmlns="${package_}/relationships">${numbered.map((s) => `<Relationship Id="rId${s.n}" Type="${relationships}/worksheet" Target="worksheets/sheet${s.n}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${relationships}/styles" Target="styles.xml"/></Relationships>`,
      ),
      file(
        'xl/styles.xml',
        `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
      ),
      ...numbered.map((s) => file(`xl/worksheets/sheet${s.n}.xml`, sheetXml(s))),
    ],
    at,
  );
}
