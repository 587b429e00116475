import type { XmlElement } from '#src/core/xml.ts';

/** One thing that a schema does not allow, taken out of the library's sentence, so that it can be said in any language. */
export type SchemaProblem = { line: number; place: string } & (
  | { what: 'missing' | 'unexpected'; expected: string[] }
  | { what: 'value'; value: string; type: string }
  | { what: 'form'; value: string; form: string }
  | { what: 'choice'; value: string; form: string }
  | { what: 'long' | 'short'; length: number; limit: number }
  | { what: 'attributeMissing' | 'attributeUnknown'; attribute: string }
  | { what: 'other'; said: string }
);

const bare = (name: string): string => name.replace(/\{[^}]*\}/g, '').trim();
const names = (list: string): string[] => bare(list).split(/,\s*/);

/** The names on the way to an element that is told by position (`*[2]` below `*`), without the outermost; its number where it has sisters of its name. */
function placeOf(path: string, root: XmlElement): string {
  let at = root;
  const way: string[] = [];
  for (const step of path.split('/').slice(2)) {
    const next = at.children[Number(/\[(\d+)\]/.exec(step)?.[1] ?? 1) - 1];
    if (!next) break;
    const sisters = at.children.filter((c) => c.name === next.name);
    way.push(sisters.length > 1 ? `${next.name}[${sisters.indexOf(next) + 1}]` : next.name);
    at = next;
  }
  return way.join('/') || root.name;
}

/** Reads what libxml2 says of a failed validation. */
export function problemOf({ message, line, xpath }: { message: string; line: number; xpath?: string }, root: XmlElement): SchemaProblem {
  const where = { line, place: placeOf(xpath ?? '', root) };
  const said = message.replace(/^Element '[^']*'(?:, attribute '[^']*')?: /, '').trim();
  const on = <T>(pattern: RegExp, make: (m: string[]) => T): T | undefined => {
    const found = pattern.exec(said);
    return found ? make([...found].map((part) => part ?? '')) : undefined;
  };
  return (
    on(/^Missing child element\(s\)\. Expected is (?:one of )?\( (.*) \)/s, ([, list]) => ({ ...where, what: 'missing' as const, expected: names(list!) })) ??
    on(/^This element is not expected\.(?: Expected is (?:one of )?\( (.*) \))?/s, ([, list]) => ({
      ...where,
      what: 'unexpected' as const,
      expected: list ? names(list) : [],
    })) ??
    on(/^\[facet '(max|min)Length'\] .*length of '(\d+)'.* length of '(\d+)'/s, ([, which, length, limit]) => ({
      ...where,
      what: which === 'max' ? ('long' as const) : ('short' as const),
      length: Number(length),
      limit: Number(limit),
    })) ??
    on(/^\[facet 'enumeration'\] The value '(.*)' is not an element of the set \{(.*)\}/s, ([, value, set]) => ({
      ...where,
      what: 'choice' as const,
      value: value!,
      form: set!.replaceAll("'", ''),
    })) ??
    on(/^\[facet 'pattern'\] The value '(.*)' is not accepted by the pattern '(.*)'/s, ([, value, form]) => ({
      ...where,
      what: 'form' as const,
      value: value!,
      form: form!,
    })) ??
    on(/^'(.*)' is not a valid value of the .*type '(.*)'/s, ([, value, type]) => ({ ...where, what: 'value' as const, value: value!, type: bare(type!) })) ??
    on(/^The attribute '(.*)' is (required but missing|not allowed)/, ([, attribute, how]) => ({
      ...where,
      what: how === 'not allowed' ? ('attributeUnknown' as const) : ('attributeMissing' as const),
      attribute: bare(attribute!),
    })) ?? { ...where, what: 'other' as const, said }
  );
}
