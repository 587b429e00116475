import { readXml, type XmlElement } from '#src/core/xml.ts';
import { PAIN } from './bankFile.ts';

/**
 * The part of the schema `pain.001.001.09` that our files use: names, order, how often, and the types of values, as the published XSD has them.
 * Elements of the standard that we never write are not known here, so a file with one is refused.
 */
type Shape = { text: RegExp; attributes?: Readonly<Record<string, RegExp>> } | { elements: readonly Part[] };
type Part = { name: string; is: Shape; least?: number; most?: number };

const text = (most: number): Shape => ({ text: new RegExp(`^[\\s\\S]{1,${most}}$`) });
const one = (name: string, is: Shape): Part => ({ name, is });
const maybe = (name: string, is: Shape): Part => ({ name, is, least: 0 });
const many = (name: string, is: Shape): Part => ({ name, is, most: Number.POSITIVE_INFINITY });
const all = (...elements: Part[]): Shape => ({ elements });

const decimal: Shape = { text: /^(?=[\d.]{1,19}$)\d{1,18}(\.\d{1,17})?$/ };
const count: Shape = { text: /^\d{1,15}$/ };
const date: Shape = { text: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/ };
const iban = all(one('Id', all(one('IBAN', { text: /^[A-Z]{2}\d{2}[a-zA-Z0-9]{1,30}$/ }))), maybe('Ccy', { text: /^[A-Z]{3}$/ }));
const party = all(maybe('Nm', text(140)));

const transfer = all(
  one('PmtId', all(maybe('InstrId', text(35)), one('EndToEndId', text(35)))),
  one('Amt', all(one('InstdAmt', { text: /^(?=[\d.]{1,19}$)\d+(\.\d{1,5})?$/, attributes: { Ccy: /^[A-Z]{3}$/ } }))),
  one('Cdtr', party),
  one('CdtrAcct', iban),
  maybe('RmtInf', all({ ...many('Ustrd', text(140)), least: 0 })),
);

const document = all(
  one(
    'CstmrCdtTrfInitn',
    all(
      one(
        'GrpHdr',
        all(
          one('MsgId', text(35)),
          one('CreDtTm', { text: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/ }),
          one('NbOfTxs', count),
          maybe('CtrlSum', decimal),
          one('InitgPty', party),
        ),
      ),
      many(
        'PmtInf',
        all(
          one('PmtInfId', text(35)),
          one('PmtMtd', { text: /^(CHK|TRF|TRA)$/ }),
          maybe('BtchBookg', { text: /^(true|false|1|0)$/ }),
          maybe('NbOfTxs', count),
          maybe('CtrlSum', decimal),
          maybe('PmtTpInf', all(maybe('SvcLvl', all(one('Cd', text(4)))))),
          one('ReqdExctnDt', all(one('Dt', date))),
          one('Dbtr', party),
          one('DbtrAcct', iban),
          one(
            'DbtrAgt',
            all(one('FinInstnId', all(maybe('BICFI', { text: /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/ }), maybe('Othr', all(one('Id', text(35))))))),
          ),
          maybe('ChrgBr', { text: /^(DEBT|CRED|SHAR|SLEV)$/ }),
          many('CdtTrfTxInf', transfer),
        ),
      ),
    ),
  ),
);

/** What in a file is not as the schema says, each with its place; none: it is. Sums and counts are looked at too. */
export function bankFileProblems(xml: string): string[] {
  const root = readXml(xml);
  if (root.name !== 'Document' || root.attributes['xmlns'] !== PAIN) return [`/Document is not in ${PAIN}`];
  const found = problems(root, document, '/Document');
  return found.length > 0 ? found : sums(root);
}

function problems(element: XmlElement, shape: Shape, path: string): string[] {
  const attributes = 'text' in shape ? (shape.attributes ?? {}) : {};
  const odd = Object.keys(element.attributes).filter((a) => !(a in attributes) && !(path === '/Document' && a === 'xmlns'));
  const found = [
    ...odd.map((a) => `${path} has an attribute ${a}`),
    ...Object.entries(attributes).flatMap(([a, form]) => (form.test(element.attributes[a] ?? '') ? [] : [`${path}/@${a} is not as it should be`])),
  ];
  if ('text' in shape) {
    if (element.children.length > 0) return [...found, `${path} holds elements`];
    return shape.text.test(element.text) ? found : [...found, `${path} is not as it should be`];
  }
  if (element.text !== '') found.push(`${path} holds text`);
  let at = 0;
  for (const part of shape.elements) {
    let n = 0;
    while (at < element.children.length && element.children[at]!.name === part.name && n < (part.most ?? 1)) {
      found.push(...problems(element.children[at]!, part.is, `${path}/${part.name}${part.most ? `[${n + 1}]` : ''}`));
      at++;
      n++;
    }
    if (n < (part.least ?? 1)) found.push(`${path}/${part.name} is missing`);
  }
  if (at < element.children.length) found.push(`${path}/${element.children[at]!.name} is not expected here`);
  return found;
}

function sums(root: XmlElement): string[] {
  const inside = (e: XmlElement, name: string): XmlElement[] => e.children.flatMap((c) => (c.name === name ? [c] : inside(c, name)));
  const cents = (t: string) =>
    BigInt(
      t
        .replace(/^(\d+)$/, '$1.00')
        .replace(/\.(\d)$/, '.$10')
        .replace('.', ''),
    );
  return [inside(root, 'GrpHdr')[0]!, ...inside(root, 'PmtInf')].flatMap((part) => {
    const transfers = inside(part.name === 'GrpHdr' ? root : part, 'CdtTrfTxInf');
    const total = transfers.reduce((n, t) => n + cents(inside(t, 'InstdAmt')[0]!.text), 0n);
    const [n] = part.children.filter((c) => c.name === 'NbOfTxs');
    const [s] = part.children.filter((c) => c.name === 'CtrlSum');
    return [
      ...(n && Number(n.text) !== transfers.length ? [`${part.name}/NbOfTxs is not ${transfers.length}`] : []),
      ...(s && cents(s.text) !== total ? [`${part.name}/CtrlSum is not the sum`] : []),
    ];
  });
}
