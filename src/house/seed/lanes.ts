/** Does the work on every item, a few at a time: while the database writes for one, the next is worked out. */
export async function inLanes<T>(items: readonly T[], work: (item: T, index: number) => Promise<void>, lanes = 4): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      await work(items[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
