namespace AttentionLens.Samples;

/// <summary>A colour by hue, saturation and value, in whole numbers.</summary>
/// <param name="Hue">From 0, red, over green at 512 and blue at 1024, to below <see cref="Hues"/>.</param>
/// <param name="Saturation">From 0, grey, to 255.</param>
/// <param name="Value">The largest of red, green and blue, from 0 to 255.</param>
internal readonly record struct Shade(int Hue, int Saturation, int Value)
{
    /// <summary>The number of hues.</summary>
    public const int Hues = 6 * Sector;

    private const int Sector = 256;
    private const int Most = 255;

    // Where the ranges of hues end that have a name, red going on beyond the last.
    private static readonly (int End, string Name)[] Names =
        [(110, "red"), (340, "yellow"), (680, "green"), (860, "cyan"), (1110, "blue"), (1426, "magenta"), (Hues, "red")];

    /// <summary>What the colour is called.</summary>
    public string Name
    {
        get
        {
            int hue = Hue;
            return Names.First(range => hue < range.End).Name;
        }
    }

    /// <summary>Red, green and blue, each from 0 to 255.</summary>
    public (int Red, int Green, int Blue) Levels
    {
        get
        {
            (int sector, int part) = Math.DivRem(Hue, Sector);
            int low = Value * (Most - Saturation) / Most;
            int falling = Value * ((Most * Sector) - (Saturation * part)) / (Most * Sector);
            int rising = Value * ((Most * Sector) - (Saturation * (Sector - part))) / (Most * Sector);
            return sector switch
            {
                0 => (Value, rising, low),
                1 => (falling, Value, low),
                2 => (low, Value, rising),
                3 => (low, falling, Value),
                4 => (rising, low, Value),
                _ => (Value, low, falling),
            };
        }
    }
}
