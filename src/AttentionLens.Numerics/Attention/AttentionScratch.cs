namespace AttentionLens.Numerics;

/// <summary>The buffers of one job of fused attention, cut from one block.</summary>
internal readonly unsafe struct AttentionScratch
{
    private const int Width = TileSet.PanelWidth;

    public AttentionScratch(float* memory, in AttentionShape shape, int keyTiles, int widthTiles)
    {
        Keys = memory;
        Values = Keys + ((nint)keyTiles * shape.HeadWidth * TileSet.PackStep);
        Queries = Values + ((nint)widthTiles * shape.Keys * TileSet.PackStep);
        Scores = Queries + ((nint)shape.HeadWidth * Width);
        Output = Scores + ((nint)shape.Keys * Width);
        Bias = Output + ((nint)shape.HeadWidth * Width);
        Inverse = Bias + TileSet.TileLength;
    }

    /// <summary>Packed left operands of the scores, [tile][headWidth][PackStep].</summary>
    public float* Keys { get; }

    /// <summary>Packed left operands of the output, [tile][key][PackStep].</summary>
    public float* Values { get; }

    /// <summary>[headWidth][32], scaled.</summary>
    public float* Queries { get; }

    /// <summary>[key][32].</summary>
    public float* Scores { get; }

    /// <summary>[headWidth][32].</summary>
    public float* Output { get; }

    /// <summary>The bias of one tile of keys, [key][32].</summary>
    public float* Bias { get; }

    /// <summary>1 / Σ of the exponentials, [32].</summary>
    public float* Inverse { get; }

    public static long Length(in AttentionShape shape, int keyTiles, int widthTiles) =>
        ((long)keyTiles * shape.HeadWidth * TileSet.PackStep)
        + ((long)widthTiles * shape.Keys * TileSet.PackStep)
        + ((2L * shape.HeadWidth + shape.Keys) * Width)
        + TileSet.TileLength
        + Width;
}
