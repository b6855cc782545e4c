namespace AttentionLens.Models;

/// <summary>What a plan asks of one hook point.</summary>
internal sealed class SiteRequest
{
    public bool Capture { get; set; }

    public bool Gradient { get; set; }

    public List<HookReader> Readers { get; } = [];

    public List<Intervention> Edits { get; } = [];

    /// <summary>Whether the value takes part in what follows: it is changed, or the signal at it is wanted.</summary>
    public bool IsInside => Gradient || Edits.Count > 0;
}
