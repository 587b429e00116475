import type { XmlElement } from '#src/core/xml.ts';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { XsdValidator } from 'libxml2-wasm';
import { problemOf, type SchemaProblem } from './problem.ts';

/** The messages whose published schemas stand beside this file (see NOTICE and `decisions/0019`). */
export const messages = ['pain.001.001.09', 'camt.053.001.02', 'camt.053.001.08'] as const;
export type Message = (typeof messages)[number];

export const messageOf = (namespace: string): Message | undefined => messages.find((m) => namespace === `urn:iso:std:iso:20022:tech:xsd:${m}`);

const ready = new Map<Message, Promise<XsdValidator>>();

async function validatorOf(message: Message): Promise<XsdValidator> {
  const { XmlDocument, XsdValidator: Validator } = await import('libxml2-wasm');
  // Built, this file is in `dist/`.
  const folder = [import.meta.dirname, ...['../src', '../../src'].map((up) => join(import.meta.dirname, up, 'plumbing/iso20022'))].find((f) =>
    existsSync(join(f, `${message}.xsd`)),
  );
  if (!folder) throw new Error(`the schema of ${message} was not found`);
  using schema = XmlDocument.fromBuffer(readFileSync(join(folder, `${message}.xsd`)));
  return Validator.fromDoc(schema);
}

/**
 * What in a document is not as the published schema of its message says, each with its line; none: it is valid.
 *
 * @param root the same document as `readXml` gives it: that has refused document types and entities, so that none reaches the library
 */
export async function schemaProblems(message: Message, xml: string, root: XmlElement): Promise<SchemaProblem[]> {
  if (!ready.has(message)) ready.set(message, validatorOf(message));
  const [validator, { ParseOption, XmlDocument, XmlValidateError }] = await Promise.all([ready.get(message)!, import('libxml2-wasm')]);
  // Lines are counted past 65,535 too.
  using document = XmlDocument.fromBuffer(new TextEncoder().encode(xml.replace(/^\uFEFF/, '').replace(/^<\?xml[^>]*\?>/, '')), {
    option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_BIG_LINES,
  });
  try {
    validator.validate(document);
    return [];
  } catch (error) {
    if (!(error instanceof XmlValidateError)) throw error;
    return error.details.map((d) => problemOf(d, root));
  }
}
