/** The product's mark: a compass needle. */
export function Compass() {
  return (
    <svg className="compass" viewBox="0 0 32 32" aria-hidden="true" fill="none">
      <circle cx="16" cy="16" r="13" stroke="currentColor" strokeWidth="2" />
      <path d="M22.5 8.5 18.4 18.4 13.6 13.6Z" fill="var(--accent)" />
      <path d="M9.5 23.5 18.4 18.4 13.6 13.6Z" fill="currentColor" />
    </svg>
  )
}
