namespace AttentionLens;

/// <summary>What a dimension of a tensor counts.</summary>
public enum Axis
{
    /// <summary>Examples of a batch.</summary>
    Batch,

    /// <summary>Attention heads (query heads where keys and values are shared).</summary>
    Head,

    /// <summary>Positions that attend.</summary>
    Query,

    /// <summary>Positions that are attended to.</summary>
    Key,

    /// <summary>Positions of the sequence.</summary>
    Position,

    /// <summary>Components of the residual stream.</summary>
    Width,

    /// <summary>Components of one head.</summary>
    HeadWidth,

    /// <summary>Components of the MLP's hidden layer.</summary>
    MlpWidth,

    /// <summary>Classes or vocabulary entries.</summary>
    Class,

    /// <summary>Patches of an image, row by row; positions without those that no patch stands behind.</summary>
    Patch,

    /// <summary>Colour channels of an image.</summary>
    Channel,

    /// <summary>Blocks, first to last.</summary>
    Layer,

    /// <summary>Rows of pixels.</summary>
    PixelRow,

    /// <summary>Columns of pixels.</summary>
    PixelColumn,
}
