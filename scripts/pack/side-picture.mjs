// The picture beside the last page of the Windows installer: the ground and the wave of the program's icon, drawn here so
// that no picture has to be kept in a format that only installers read.

const [WIDTH, HEIGHT] = [164, 314]
const GROUND = [13, 24, 36]
const WAVE = [76, 194, 255]
/** Where the waves run, as pixels from the top, and how much of their colour shows. */
const WAVES = [
  { y: 196, strength: 1 },
  { y: 226, strength: 0.45 },
  { y: 256, strength: 0.2 },
]
const LENGTH = 82
const SWING = 9
const HALF_LINE = 4

/** A Windows bitmap of 24 bits, as Buffer. */
export function sidePicture() {
  const stride = Math.ceil((WIDTH * 3) / 4) * 4
  const head = Buffer.alloc(54)
  head.write('BM')
  head.writeUInt32LE(head.length + stride * HEIGHT, 2)
  head.writeUInt32LE(head.length, 10)
  head.writeUInt32LE(40, 14)
  head.writeInt32LE(WIDTH, 18)
  head.writeInt32LE(HEIGHT, 22)
  head.writeUInt16LE(1, 26)
  head.writeUInt16LE(24, 28)
  head.writeUInt32LE(stride * HEIGHT, 34)
  const pixels = Buffer.alloc(stride * HEIGHT)
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const share = Math.max(...WAVES.map((wave) => wave.strength * cover(x, y - wave.y)))
      const colour = GROUND.map((ground, index) => Math.round(ground + (WAVE[index] - ground) * share))
      // Rows run upwards and colours blue first.
      pixels.set(colour.toReversed(), (HEIGHT - 1 - y) * stride + x * 3)
    }
  }
  return Buffer.concat([head, pixels])
}

/** How much of a pixel a wave through y = 0 covers, 0 to 1, with a soft edge of one pixel. */
function cover(x, y) {
  const angle = (x / LENGTH) * 2 * Math.PI
  const slope = ((SWING * 2 * Math.PI) / LENGTH) * Math.cos(angle)
  const distance = Math.abs(y - SWING * Math.sin(angle)) / Math.hypot(1, slope)
  return Math.min(1, Math.max(0, HALF_LINE + 0.5 - distance))
}
