/** How often a value of `b` is above one of `a`, ties half (Mann and Whitney): 0.5 where nothing tells them apart. */
export function above(a: readonly number[], b: readonly number[]): number {
  const all = [...a.map((value) => ({ value, b: false })), ...b.map((value) => ({ value, b: true }))].sort((x, y) => x.value - y.value);
  let ranks = 0;
  for (let i = 0; i < all.length;) {
    let j = i;
    while (j < all.length && all[j]!.value === all[i]!.value) j++;
    // Equal values share the mean of their ranks.
    for (let k = i; k < j; k++) if (all[k]!.b) ranks += (i + j + 1) / 2;
    i = j;
  }
  return (ranks - (b.length * (b.length + 1)) / 2) / (a.length * b.length);
}

/** The same for who knows which of the two is slower. */
export const advantage = (a: readonly number[], b: readonly number[]): number => Math.max(above(a, b), 1 - above(a, b));

/** Which of the two is slower is learned from the first half and tried on the second: by luck alone it is 0.5, however many pages are tried. */
export function heldOut(a: readonly number[], b: readonly number[]): number {
  const [m, n] = [Math.floor(a.length / 2), Math.floor(b.length / 2)];
  const tried = above(a.slice(m), b.slice(n));
  return above(a.slice(0, m), b.slice(0, n)) >= 0.5 ? tried : 1 - tried;
}
