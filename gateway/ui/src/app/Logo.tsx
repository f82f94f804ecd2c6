/** Two figures, the elder before the younger. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#2a57a8" />
      <circle cx="11.5" cy="11" r="3.6" fill="#fff" />
      <circle cx="21.5" cy="13.2" r="2.8" fill="#b6caec" />
      <path d="M5 25c0-4.700 2.900-8 6.500-8s6.500 3.300 6.500 8z" fill="#fff" />
      <path d="M19.600 25c0-2.700-.7-4.700-1.700-6.100.9-.9 2.100-1.400 3.600-1.400 3.100 0 5.500 2.900 5.500 7.500z" fill="#b6caec" />
    </svg>
  );
}
