import type { en } from './words.en.ts'

export const fr = {
  how: 'Scannez ce code avec votre téléphone, ou ouvrez le lien sur votre autre appareil. Vous y êtes la même personne : votre prénom, vos notes privées et vos points vous suivent.',
  howViewer:
    'Scannez ce code avec votre téléphone, ou ouvrez le lien sur votre autre appareil. Vous y serez aussi en lecture seule.',
  making: 'Création de votre lien',
  link: 'Lien pour votre autre appareil',
  copyLink: 'Copier le lien pour votre autre appareil',
  qr: 'QR code pour votre autre appareil',
  left_one:
    'Il sert une seule fois, dans la minute qui vient. Gardez-le pour vous : toute personne qui l’ouvre prend votre place.',
  left_other:
    'Il sert une seule fois, dans les {{count}} minutes qui viennent. Gardez-le pour vous : toute personne qui l’ouvre prend votre place.',
  over: 'Ce lien a expiré : il était valable dix minutes.',
  again: 'Créer un nouveau lien',
  arrived: 'Votre autre appareil est connecté.',
  yours: 'Vos appareils sur ce tableau',
  this: 'Cet appareil',
  other: 'Un autre appareil',
  since: 'depuis le {{at}}',
  signOut: 'Déconnecter',
  signOutOf: 'Déconnecter l’appareil présent depuis le {{at}}',
  signOutAll: 'Déconnecter tous les autres',
  signOutHeading: 'Déconnecter cet autre appareil ?',
  signOutAllHeading: 'Déconnecter tous vos autres appareils ?',
  signOutAsk:
    'Il quitte aussitôt ce tableau. Rien de ce qui est enregistré n’est perdu ; un nouveau lien permet d’y revenir.',
  signOutAllAsk:
    'Ils quittent aussitôt ce tableau. Rien de ce qui est enregistré n’est perdu ; un nouveau lien permet d’y revenir.',
  also: 'Dans ce navigateur, vous avez aussi participé à ce tableau sous un autre nom.',
  goOnAs: 'Reprendre comme {{name}}',
  heading: 'Continuer sur un autre appareil',
} satisfies typeof en
