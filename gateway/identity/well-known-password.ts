/** Passwords that every guesser tries first (ASVS 5.0, V6.2.4): a common word however it is dressed up, a walk over the keyboard, one key held down. */

const words = new Set(
  `password passwort motdepasse contrasena senha parola passphrase passcode secret geheim letmein letmeinnow welcome welcomeback willkommen bienvenue login
  signin changeme changeit default guest admin administrator administration root superuser system server manager master masterkey access testing test tester
  testtest temp temporary example sample user username computer internet network windows microsoft samsung google facebook linkedin twitter instagram youtube
  amazon android iphone apple oracle database developer program qwerty azerty qwertz dvorak iloveyou iloveu loveyou lovely loveme lover love princess prince
  queen king sunshine rainbow starlight football baseball basketball softball volleyball soccer hockey tennis golfer superman batman spiderman ironman wolverine
  hulk pokemon pikachu naruto minecraft starwars startrek trustno trustnoone dragon monkey donkey tiger tigers tigger lion panther eagle eagles falcon phoenix
  dolphin dolphins elephant butterfly kitten kitty puppy doggy rabbit chicken spider shadow hunter killer ranger cowboy cowboys sniper soldier warrior ninja
  pirate knight maverick rocky thunder lightning storm matrix merlin wizard magic mustang corvette camaro porsche ferrari mercedes harley yamaha honda toyota
  jordan michael jennifer jessica michelle michaela nicole ashley amanda daniel danielle thomas robert george charlie andrew anthony joshua matthew patrick
  richard william martin alexander alexandra christian christopher christina victoria elizabeth samantha stephanie natalie vanessa veronica barbara isabella
  benjamin nicholas jonathan jackson johnson taylor morgan austin dallas chelsea liverpool arsenal barcelona manchester juventus yankees lakers steelers
  packers raiders redsox nascar chocolate cookie cookies cheese pepper peanut banana orange cherry strawberry coffee ginger sugar honey candy babygirl
  babyboy baby angel angels family friend friends friendship forever freedom whatever nothing something anything hello helloworld goodbye blessed blessing
  jesus jesuschrist christ heaven godisgood yellow purple silver golden diamond platinum crystal flower flowers sunflower guitar music metallica slipknot
  nirvana greenday blink eminem hiphop summer winter spring autumn january february march april august september october november december monday tuesday
  wednesday thursday friday saturday sunday america canada england london germany berlin france paris italia espana australia mexico india brasil turkey
  russia swordfish abracadabra opensesame sesame fuckyou fuckoff asshole bullshit biteme sexy hottie cutie scooter snoopy mickey mickeymouse garfield
  simpsons interview coding programmer quint quintessence`.split(/\s+/),
)

/** As fingers find them, there and back. */
const rows = [
  '1234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'qsdfghjklm',
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789',
]
const columns = ['1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm']
const zigzags = ['1q2w3e4r5t6y7u8i9o0p', 'q1w2e3r4t5y6u7i8o9p0', 'a1s2d3f4g5h6j7k8l9']

const dressed: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '1': 'i',
  '!': 'i',
  '3': 'e',
  '5': 's',
  $: 's',
  '7': 't',
  '+': 't',
  '8': 'b',
  '9': 'g',
}

const longestDigits = 11

export function isWellKnown(password: string): boolean {
  const plain = password.normalize('NFKC').toLowerCase().trim()
  if (new Set(plain).size < 3) return true
  if (/^\d+$/.test(plain) && plain.length <= longestDigits) return true
  return isWalk(plain) || [plain, undressed(plain)].some(isWord)
}

/** What is left of "P@ssw0rd2024!" without the year: the word, perhaps twice. */
function isWord(text: string): boolean {
  const bare = text.replace(/^[^a-z]+|[^a-z]+$/g, '')
  const half = bare.slice(0, bare.length / 2)
  return words.has(bare) || (words.has(half) && bare === half.repeat(2))
}

function undressed(text: string): string {
  const bare = text.replace(/[^a-z]+$/, '')
  return [...bare].map((character) => dressed[character] ?? character).join('')
}

const shortestRun = 4

/** Nothing but runs of neighbouring keys, each four long at least: qwer1234, zaq12wsx, abcdefgh, 1q2w3e4r. */
function isWalk(text: string): boolean {
  let at = 0
  while (at < text.length) {
    const run = longestRun(text.slice(at))
    if (run < shortestRun) return at > 0 && text.length - at < shortestRun && !/[a-z]/.test(text.slice(at))
    at += run
  }
  return true
}

const tracks = [...rows, ...columns, ...zigzags].flatMap((track) => [track, [...track].reverse().join('')])

function longestRun(text: string): number {
  let longest = /^(.)\1*/s.exec(text)?.[0].length ?? 0
  for (const track of tracks) {
    let length = 1
    while (length < text.length && track.includes(text.slice(0, length + 1))) length += 1
    longest = Math.max(longest, length)
  }
  return longest
}
