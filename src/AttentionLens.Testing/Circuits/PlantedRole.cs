namespace AttentionLens.Testing.Circuits;

/// <summary>What a head that was written by hand does.</summary>
public enum PlantedRole
{
    /// <summary>It looks evenly at every position that it sees.</summary>
    Even,

    /// <summary>It looks at the position before, and where a later layer follows, it tells what stands there.</summary>
    PreviousToken,

    /// <summary>It looks at the first position.</summary>
    FirstToken,

    /// <summary>It looks at its own position.</summary>
    Self,

    /// <summary>It looks at the letter, and at the first position before there is one. It says what it sees.</summary>
    Copying,

    /// <summary>It looks behind the earlier occurrence of the token that it stands on, and at the first position where there was none. It says what it sees.</summary>
    Induction,
}
