import type { ProductImport } from '@banyan/contracts/catalog';

/** Prices in minor units: pence, euro cents, cents, yen, öre. A product is not sold where it has none. */
type Prices = readonly [gbp: number | null, eur: number | null, usd: number | null, jpy: number | null, sek: number | null];
type Row = readonly [sku: string, name: string, stock: number, prices: Prices];

const priceLists = ['gb-gbp', 'euro-eur', 'us-usd', 'jp-jpy', 'se-sek'] as const;

const brands: Readonly<Record<string, readonly Row[]>> = {
  'Hearth & Hollow': [
    ['HEARTH-POT-24', 'Cast-iron pot, 24 cm', 320, [8900, 9900, 10900, 15800, 109900]],
    ['HEARTH-PAN-28', 'Carbon steel pan, 28 cm', 410, [4900, 5500, 5900, 8600, 59900]],
    ['HEARTH-KETTLE', 'Stove-top kettle, enamelled', 180, [3900, 4500, 4900, 6900, 47900]],
    ['HEARTH-BOARD', 'Oak chopping board', 260, [2900, 3300, 3500, 5200, 35900]],
    ['HEARTH-MILL', 'Pepper mill, beech', 540, [2200, 2500, 2700, 3900, 26900]],
    ['HEARTH-TEAPOT', 'Stoneware teapot, 1.2 l', 3, [3400, null, null, 5900, null]],
    ['HEARTH-APRON', 'Linen apron', 700, [2600, 2900, 3200, 4600, 31900]],
  ],
  'Kestrel Outdoor': [
    ['KESTREL-TENT-2', 'Two-person tent, 1.8 kg', 90, [27900, 31900, 33900, 49800, 349900]],
    ['KESTREL-BAG-0', 'Down sleeping bag, 0 °C', 120, [22900, 25900, 27900, 41800, 289900]],
    ['KESTREL-PACK-38', 'Rucksack, 38 l', 210, [11900, 13500, 14500, 21800, 149900]],
    ['KESTREL-STOVE', 'Spirit stove', 340, [4500, 5200, null, 8200, 56900]],
    ['KESTREL-LAMP', 'Head torch, 400 lm', 650, [3200, 3600, 3900, 5800, 39900]],
    ['KESTREL-FLASK', 'Vacuum flask, 0.75 l', 800, [2700, 3100, 3300, 4800, 33900]],
    ['KESTREL-ROPE-60', 'Climbing rope, 60 m', 2, [15900, 17900, 18900, null, 199900]],
  ],
  'Nordlys': [
    ['NORDLYS-DESK', 'Desk lamp, brass', 150, [12900, 14500, 15900, 22800, 159900]],
    ['NORDLYS-FLOOR', 'Floor lamp, ash and linen', 60, [24900, 27900, 29900, 43800, 299900]],
    ['NORDLYS-PENDANT', 'Pendant lamp, opal glass', 75, [17900, 19900, 21900, 31800, 219900]],
    ['NORDLYS-CANDLE', 'Beeswax candles, set of six', 900, [1800, 2100, 2300, 3300, 22900]],
    ['NORDLYS-STAR', 'Paper star, 60 cm', 1, [1600, 1900, null, null, 19900]],
    ['NORDLYS-BULB', 'Filament bulb, dimmable', 2400, [900, 1100, null, null, 11900]],
  ],
  'Paper Heron': [
    ['HERON-NOTE-A5', 'Dotted notebook, A5', 3100, [1400, 1600, 1700, 2400, 16900]],
    ['HERON-NOTE-A6', 'Pocket notebook, A6', 2800, [900, 1100, 1200, 1600, 10900]],
    ['HERON-PEN-M', 'Fountain pen, medium nib', 260, [5900, 6700, 7200, 10400, 72900]],
    ['HERON-INK-BLUE', 'Ink, river blue, 50 ml', 480, [1200, 1400, 1500, 2100, 14900]],
    ['HERON-CARDS', 'Letterpress cards, set of ten', 620, [1700, 1900, 2100, 3000, 20900]],
    ['HERON-WASHI', 'Washi tape, set of five', 1500, [null, null, 1100, 1300, null]],
    ['HERON-CALENDAR', 'Wall calendar, woodcuts', 25, [2100, 2400, 2600, 3600, 25900]],
  ],
  'Tern & Tide': [
    ['TERN-SWEATER-M', 'Fisherman’s jumper, M', 140, [11500, 12900, 13900, 20800, 144900]],
    ['TERN-SWEATER-L', 'Fisherman’s jumper, L', 130, [11500, 12900, 13900, 20800, 144900]],
    ['TERN-SCARF', 'Lambswool scarf', 380, [4800, 5400, 5800, 8600, 59900]],
    ['TERN-SOCKS', 'Merino socks, two pairs', 1900, [1900, 2200, 2400, 3400, 23900]],
    ['TERN-CAP', 'Waxed cotton cap', 4, [3300, 3700, 3900, 5800, 40900]],
    ['TERN-BLANKET', 'Wool blanket, 140 × 200 cm', 85, [13900, 15500, 16900, 24800, 172900]],
  ],
  'Volta Audio': [
    ['VOLTA-HEAD-1', 'Over-ear headphones', 240, [19900, 22900, 22900, 34800, 249900]],
    ['VOLTA-BUDS-2', 'Wireless earphones', 720, [9900, 11500, 11900, 17800, 124900]],
    ['VOLTA-SPEAKER-S', 'Portable speaker', 330, [7900, 8900, 8900, 13800, 98900]],
    ['VOLTA-DECK', 'Record player, belt drive', 45, [29900, 33900, 34900, null, 369900]],
    ['VOLTA-RADIO', 'Kitchen radio, DAB+', 110, [8900, 9900, null, null, 109900]],
    ['VOLTA-CABLE-2', 'Speaker cable, 2 m', 2600, [1500, 1700, 1700, 2600, 18900]],
    ['VOLTA-STYLUS', 'Spare stylus', 0, [3900, 4500, 4500, 6800, 48900]],
  ],
};

/** Forty products of six invented brands: some not sold everywhere, some nearly gone, one sold out. */
export const demoProducts: readonly ProductImport[] = Object.entries(brands).flatMap(([brand, rows]) =>
  rows.map(([sku, name, stock, prices]) => ({
    sku,
    name,
    brand,
    stock,
    prices: priceLists.flatMap((priceList, index) => {
      const amount = prices[index];
      return typeof amount === 'number' ? [{ priceList, amount }] : [];
    }),
  })),
);
