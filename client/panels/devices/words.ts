import { wordsOf } from '../../i18n/words-of.ts'

export const en = {
  how: 'Scan this code with your phone, or open the link on your other device. You are the same person there: your name, private notes and dots go with you.',
  howViewer:
    'Scan this code with your phone, or open the link on your other device. You are a viewer there, too.',
  making: 'Creating your link',
  link: 'Link for your other device',
  copyLink: 'Copy the link for your other device',
  qr: 'QR code for your other device',
  left_one: 'It works once, within the next minute. Keep it to yourself: anyone who opens it joins as you.',
  left_other:
    'It works once, within the next {{count}} minutes. Keep it to yourself: anyone who opens it joins as you.',
  over: 'This link has expired: it was valid for ten minutes.',
  again: 'Create a new link',
  arrived: 'Your other device has joined.',
  yours: 'Your devices on this board',
  this: 'This device',
  other: 'Another device',
  since: 'since {{at}}',
  signOut: 'Sign out',
  signOutOf: 'Sign out the device signed in since {{at}}',
  signOutAll: 'Sign out all others',
  signOutHeading: 'Sign out that device?',
  signOutAllHeading: 'Sign out all your other devices?',
  signOutAsk: 'It leaves this board at once. Nothing saved is lost; a new link brings it back.',
  signOutAllAsk: 'They leave this board at once. Nothing saved is lost; a new link brings each of them back.',
  also: 'You have also been on this board as someone else in this browser.',
  goOnAs: 'Continue as {{name}}',
  heading: 'Continue on another device',
}

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

/** The sentences of a person’s devices. */
export const devicesWords = wordsOf({ en, fr })
