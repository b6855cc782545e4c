namespace AttentionLens;

/// <summary>The ground that a picture is drawn on.</summary>
public enum RenderTheme
{
    /// <summary>Dark on light.</summary>
    Light,

    /// <summary>Light on dark.</summary>
    Dark,
}
