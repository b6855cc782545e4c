namespace AttentionLens;

/// <summary>Changes the value of a hook point in place.</summary>
/// <param name="context">The hook point and its value; valid during the call.</param>
public delegate void EditAction(in EditContext context);
