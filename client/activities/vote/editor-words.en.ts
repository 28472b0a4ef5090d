export const en = {
  title: 'Vote',
  hint: 'A secret or named vote with dots. What is shortlisted goes on.',
  prompt: 'Place your dots on what we should take further.',
  target: 'Vote on',
  notes: 'Notes',
  clusters: 'Groups',
  dots: 'Dots per person',
  automatic: 'A quarter of the items',
  number: 'A number of your own',
  secrecy: 'Secret or named',
  secret: 'Secret',
  named: 'Named',
}
