import type { XmlElement } from '#src/core/xml.ts';

/** The counts and sums of a file of transfers that do not agree with what it holds: a schema cannot say this. */
export function sumProblems(root: XmlElement): string[] {
  const inside = (e: XmlElement, name: string): XmlElement[] => e.children.flatMap((c) => (c.name === name ? [c] : inside(c, name)));
  const cents = (text: string): bigint => {
    const [whole = '0', part = ''] = text.split('.');
    return BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'));
  };
  return [...inside(root, 'GrpHdr'), ...inside(root, 'PmtInf')].flatMap((part) => {
    const transfers = inside(part.name === 'GrpHdr' ? root : part, 'CdtTrfTxInf');
    const total = transfers.reduce((n, t) => n + cents(inside(t, 'InstdAmt')[0]!.text), 0n);
    const said = (name: string) => part.children.find((c) => c.name === name)?.text;
    return [
      ...(Number(said('NbOfTxs') ?? transfers.length) === transfers.length ? [] : [`${part.name}/NbOfTxs is not ${transfers.length}`]),
      ...(said('CtrlSum') === undefined || cents(said('CtrlSum')!) === total ? [] : [`${part.name}/CtrlSum is not the sum`]),
    ];
  });
}
