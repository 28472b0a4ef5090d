export const en = {
  purpose: 'Our purpose',
  byConsent: 'Adopted by consent on {{date}}',
  byOverride: 'Adopted without consent on {{date}}',
  bySponsor: 'Adopted by the sponsor on {{date}}',
  imported: 'imported from a file',
  voices: '{{answered}} of {{entitled}} voices',
  reason: 'Reason: {{reason}}',
  origin: 'What it grew from',
}
