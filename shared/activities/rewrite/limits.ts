/** Statements side by side: more cannot be compared at a glance. */
export const mostStatements = 5
