// One text form for values of every reader, the same that the C# side writes: numbers in decimal, dates as days,
// timestamps as microseconds, binary as hex, decimals as exact text ("~" before a number that a reader rounds).

export const hex = bytes => [...bytes].map(b => b.toString(16).padStart(2, '0')).join('');

export const real = number => Object.is(number, -0) ? '-0' : String(number);

export function decimal(unscaled, scale) {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const sign = unscaled < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
