interface Issuer {
  readonly prefix: RegExp;
  readonly lengths: readonly number[];
  /** False: prefix and length are enough, as for Sentry. A mistyped number is still a secret. */
  readonly checkDigit: boolean;
}

/** Visa's 13 digits are left out: they are not issued any more, and a time in milliseconds has 13 digits. */
export const ISSUERS: readonly Issuer[] = [
  { prefix: /^(?:4|5[1-5]|6011|65)/, lengths: [16], checkDigit: false },
  { prefix: /^3[47]/, lengths: [15], checkDigit: false },
  { prefix: /^4/, lengths: [19], checkDigit: true },
  { prefix: /^(?:222[1-9]|22[3-9]|2[3-6]|27[01]|2720|64[4-9])/, lengths: [16], checkDigit: true },
  { prefix: /^(?:6011|64[4-9]|65)/, lengths: [19], checkDigit: true },
  { prefix: /^(?:30[0-5]|36|38|39)/, lengths: [14], checkDigit: true },
  { prefix: /^35(?:2[89]|[3-8])/, lengths: [16], checkDigit: true },
  { prefix: /^62/, lengths: [16, 17, 18, 19], checkDigit: true },
];

/** Of every issuer. */
const FIRST_DIGIT = /^[2-6]/;

/** ISO/IEC 7812: an issuer we know, its length, and where it is asked for the Luhn digit. `text` may hold spaces and dashes. */
export function isCardNumber(text: string): boolean {
  if (!FIRST_DIGIT.test(text)) return false;
  const digits = text.replace(/\D/g, '');
  return ISSUERS.some(
    ({ prefix, lengths, checkDigit }) =>
      lengths.includes(digits.length) && prefix.test(digits) && (!checkDigit || hasLuhnDigit(digits)),
  );
}

function hasLuhnDigit(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** ISO 13616: the first four characters moved to the end, letters as 10…35, remainder by 97 is 1. */
export function isIban(text: string): boolean {
  const compact = text.replaceAll(' ', '');
  if (compact.length < 15 || compact.length > 34) return false;
  let remainder = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** Textual IPv6: eight groups, or fewer with one `::`. A clock time (`12:34:56`) is neither. */
export function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? groups.length >= 2 && groups.length < 8 : groups.length === 8;
}
