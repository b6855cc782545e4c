namespace AttentionLens.Models;

/// <summary>What a plan asks of one hook point.</summary>
internal sealed class SiteRequest
{
    public bool Capture { get; set; }

    /// <summary>Whether the state before the changes that are made here is kept.</summary>
    public bool KeepsState { get; set; }

    /// <summary>The backward passes, one bit each, whose signal is wanted here.</summary>
    public ulong Signals { get; set; }

    public List<HookReader> Readers { get; } = [];

    public List<Intervention> Edits { get; } = [];

    /// <summary>Changes to single rows of a batch.</summary>
    public List<(int Row, Intervention Intervention)> RowEdits { get; } = [];

    /// <summary>Whether the block that ends here is passed by for all examples.</summary>
    public bool SkipsAll { get; set; }

    /// <summary>The rows of the batch for which it is.</summary>
    public SortedSet<int> SkippedRows { get; } = [];

    public bool Skips => SkipsAll || SkippedRows.Count > 0;

    public bool HasEdits => Edits.Count > 0 || RowEdits.Count > 0;

    /// <summary>Whether anybody sees the value, or what stands before it.</summary>
    public bool IsRead => Capture || KeepsState || Readers.Count > 0;

    /// <summary>Whether the value takes part in what follows: it is changed, or the signal at it is wanted.</summary>
    public bool IsInside => Signals != 0 || HasEdits || Skips;
}
