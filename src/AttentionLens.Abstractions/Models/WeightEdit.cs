namespace AttentionLens;

/// <summary>Changes a weight between the checkpoint and the model.</summary>
/// <param name="name">Its name, as <see cref="StageInfo.Weights"/> spells it.</param>
/// <param name="values">Its numbers as the checkpoint lays them out, to be changed in place during the call.</param>
public delegate void WeightEdit(string name, Span<float> values);
