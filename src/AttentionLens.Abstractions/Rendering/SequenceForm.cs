namespace AttentionLens;

/// <summary>How a sequence of figures is drawn.</summary>
public enum SequenceForm
{
    /// <summary>One frame after the other. Where a viewer plays nothing, or its user wants no motion, the first frame stands.</summary>
    Animation,

    /// <summary>All frames side by side, for paper; many are thinned out evenly, and the sheet says so.</summary>
    Sheet,
}
