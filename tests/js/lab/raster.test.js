import assert from "node:assert/strict";
import { test } from "node:test";
import { colour, createRaster, fill, fillTile, hatchTile, outline, tinted } from "../../../static/lab/raster.js";

const picture = ({ width, height, pixels }) => Array.from({ length: height }, (_, y) => Array.from(pixels.slice(y * width, (y + 1) * width), (v) => (v ? "#" : ".")).join(""));

test("a colour is one number, alpha first", () => {
  assert.equal(colour([0x11, 0x22, 0x33]), 0xff332211);
  assert.equal(colour([0, 0, 0], 0.1) >>> 24, 26);
});

test("a rectangle is filled and clipped", () => {
  const raster = createRaster(4, 3);
  fill(raster, -2, 1, 4, 5, 1);
  fill(raster, 3, 0, 9, 1, 1);
  fill(raster, 7, 0, 2, 2, 1);
  assert.deepEqual(picture(raster), ["...#", "##..", "##.."]);
});

test("an outline leaves its inside free, and a thin one is all edge", () => {
  const raster = createRaster(5, 4);
  outline(raster, 0, 0, 5, 4, 1, 1);
  assert.deepEqual(picture(raster), ["#####", "#...#", "#...#", "#####"]);
  const thin = createRaster(3, 3);
  outline(thin, 1, 0, 1, 3, 1, 1);
  assert.deepEqual(picture(thin), [".#.", ".#.", ".#."]);
});

test("a hatch repeats without a seam and travels with its shift", () => {
  const period = 5;
  const tile = tinted(hatchTile(period, 1.4), [10, 20, 30]);
  const still = createRaster(20, 10);
  fillTile(still, 0, 0, 20, 10, tile, period);
  const moved = createRaster(20, 10);
  fillTile(moved, 0, 0, 20, 10, tile, period, 3);
  for (let y = 0; y < 9; y++) {
    for (let x = 1; x < 17; x++) {
      assert.equal(still.pixels[y * 20 + x], still.pixels[(y + 1) * 20 + x - 1], "lines lean at 45 degrees");
      assert.equal(moved.pixels[y * 20 + x], still.pixels[y * 20 + x + 3]);
    }
  }
  assert.ok(still.pixels.some((v) => v >>> 24 > 200) && still.pixels.some((v) => v >>> 24 < 60), "there are lines, and room between them");
});

test("a shift of any size and sign stays inside the tile", () => {
  const tile = tinted(hatchTile(5, 1.4), [1, 2, 3]);
  for (const shift of [-7, 0, 12_345]) {
    const raster = createRaster(6, 6);
    fillTile(raster, 0, 0, 6, 6, tile, 5, shift);
    assert.ok(raster.pixels.every((v) => Number.isInteger(v)));
    assert.ok(raster.pixels.some((v) => v !== 0));
  }
});
