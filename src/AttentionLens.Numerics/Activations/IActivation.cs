using System.Numerics;

namespace AttentionLens.Numerics;

/// <summary>An activation as a type, so that a loop over it is compiled for it alone.</summary>
internal interface IActivation
{
    static abstract Vector<float> Value(Vector<float> x);

    static abstract Vector<float> Slope(Vector<float> x);
}
