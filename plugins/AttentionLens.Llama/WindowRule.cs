namespace AttentionLens.Llama;

/// <summary>Which blocks see only the last positions, as many as <c>sliding_window</c> says.</summary>
internal enum WindowRule
{
    /// <summary>None; the key means nothing.</summary>
    Never,

    /// <summary>All, unless the key is null.</summary>
    Always,

    /// <summary>With <c>use_sliding_window</c> those that <c>layer_types</c> names, or all from <c>max_window_layers</c> on.</summary>
    UpperBlocks,
}
